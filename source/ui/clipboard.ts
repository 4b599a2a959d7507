/** The terminal's clipboard (OSC 52), also over ssh; terminals without it ignore it. */

/**
 * What puts a text there. tmux and screen keep such a sequence for themselves unless it is handed through; tmux gets
 * both forms, since which one it takes is a setting of its own.
 */
export function clipboardSequence(text: string, env: NodeJS.ProcessEnv): string {
  const sequence = `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;
  if (env.TMUX !== undefined) return `${sequence}\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
  return env.STY === undefined ? sequence : `\u001bP${sequence}\u001b\\`;
}
