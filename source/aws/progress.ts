/** Progress told at a bearable pace. */

/** Least milliseconds between two reports: ten a second. */
const pause = 100;

/** Calls `tell` when {@link Ticker.tick} asks for it, but at most ten times a second; the last request is never lost. */
export class Ticker {
  readonly #tell: () => void;
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Something moved. */
  tick(): void {
    if (this.#timer) return;
    const wait = this.#toldAt + pause - performance.now();
    if (wait <= 0) this.#now();
    else this.#timer = setTimeout(() => this.#now(), wait);
  }

  /** Stops; nothing more is told. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #now(): void {
    this.stop();
    this.#toldAt = performance.now();
    this.#tell();
  }
}
