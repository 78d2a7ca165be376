/**
 * Number of the wire protocol between desk and server. A change of any schema in this folder
 * changes `schemas.pin.test.ts`'s hash: raise the number and add a line of history.
 *
 * 1  First light: sessions, documents, live socket, commands, change feed, uploads.
 * 2  Refusals say that pictures are still on their way.
 * 3  The server asks for text that its log lacks, and does not approve a text without it.
 * 4  Reading is judged: the feed passes over, and pulls refuse, what a person may not read; a
 *    refusal may say when to try again, and a newsroom to which moment it was restored.
 * 5  A fact tells that text was set aside, or settled.
 * 6  Text that is sent again says when it was written.
 */
export const protocolVersion = 6

/** Header on every HTTP request of a desk: the protocol it speaks. */
export const protocolHeader = 'copydesk-protocol'
