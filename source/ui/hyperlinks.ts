/** Links in the terminal (OSC 8): whether it has them, and how they are written. */

/** The text as a link. */
export function withLink(text: string, url: string): string {
  return `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007`;
}

/**
 * Whether the terminal makes links, as far as it says who it is. FORCE_HYPERLINK decides where it is set (0: no);
 * elsewhere only terminals that are known to do it count, since others may print the sequence.
 */
export function supportsLinks(env: NodeJS.ProcessEnv): boolean {
  const forced = env.FORCE_HYPERLINK;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  const { TERM = '', TERM_PROGRAM = '' } = env;
  if (TERM === 'dumb' || env.NO_HYPERLINK !== undefined) return false;
  const version = env.TERM_PROGRAM_VERSION ?? '';
  // Inside tmux it is tmux that has to know them, whatever terminal is around it.
  if (env.TMUX !== undefined) return TERM_PROGRAM === 'tmux' && isAtLeast(version, 3, 4);
  if (env.STY !== undefined) return false;
  if (env.WT_SESSION !== undefined || env.DOMTERM !== undefined) return true;
  if (env.VTE_VERSION !== undefined) return env.VTE_VERSION !== '0.50.0' && Number(env.VTE_VERSION) >= 5000;
  if (/^(xterm-kitty|alacritty|foot|contour|xterm-ghostty|wezterm)/.test(TERM)) return true;
  switch (TERM_PROGRAM) {
    case 'iTerm.app':
      return isAtLeast(version, 3, 1);
    case 'vscode':
      return isAtLeast(version, 1, 72);
    case 'WezTerm':
    case 'ghostty':
    case 'zed':
    case 'Hyper':
      return true;
    default:
      return false;
  }
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [first = 0, second = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return first > major || (first === major && second >= minor);
}
