/** `soc2-ready help keys`: the key table. */
import { keyTableText } from '../app/key-help.ts';

/** The keys of every screen as text. */
export function keyHelp(): string {
  return keyTableText();
}
