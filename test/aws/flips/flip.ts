/** One setting of the good account that makes one check fail. */
import type { SeedClients } from '../clients.ts';
import type { Written } from '../server.ts';

/** A change of one setting, either made in the emulator and taken back, or written by hand. */
export interface Flip {
  /** Id of the check that turns from pass to fail. */
  check: string;
  /** The setting, for the test's name. */
  setting: string;
  /** Answers that hold before and after, where the good account's other protections would hide the setting. */
  given?: Written[];
  /** Changes the setting in the emulator. */
  apply?(clients: SeedClients): Promise<unknown>;
  /** Puts it back. */
  undo?(clients: SeedClients): Promise<unknown>;
  /** The changed setting, where the emulator cannot have it. */
  written?: Written[];
}
