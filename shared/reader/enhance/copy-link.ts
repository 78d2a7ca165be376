/** How long "Link copied" stays, in milliseconds. */
const noticeRest = 2500

/** Shows the button that copies the page's address, where the browser lets it. */
export function enhanceCopyLink(button: HTMLElement): () => void {
  const clipboard: Clipboard | undefined = navigator.clipboard
  const status = button.parentElement?.querySelector('[role="status"]')
  if (!clipboard || !status) return () => undefined
  const off = new AbortController()
  const say = (text: string) => {
    status.textContent = text
  }
  const copy = async () => {
    const { copy: address = '', copied = '' } = button.dataset
    // A browser may refuse; then the address itself is shown, to be copied by hand.
    await clipboard.writeText(address).then(
      () => say(copied),
      () => say(address),
    )
    setTimeout(() => say(''), noticeRest)
  }
  button.addEventListener('click', () => void copy(), { signal: off.signal })
  button.hidden = false
  return () => {
    off.abort()
    button.hidden = true
  }
}
