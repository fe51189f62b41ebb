import type { Fault } from './types.js';

/** The faults on command, oldest first. */
export class Faults {
  readonly #otherwise: (phoneNumberId: string, to: string | null) => Fault | null;
  #waiting: { fault: Fault; left: number }[] = [];

  constructor(otherwise: (phoneNumberId: string, to: string | null) => Fault | null = () => null) {
    this.#otherwise = otherwise;
  }

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault that this call meets; it is used up. */
  take(phoneNumberId: string, to: string | null): Fault | null {
    const met = this.#waiting.find(
      ({ fault }) =>
        (fault.phoneNumberId ?? phoneNumberId) === phoneNumberId && (fault.to === undefined || fault.to === to),
    );
    if (met === undefined) return this.#otherwise(phoneNumberId, to);
    met.left -= 1;
    if (met.left <= 0) this.#waiting = this.#waiting.filter((each) => each !== met);
    return met.fault;
  }
}
