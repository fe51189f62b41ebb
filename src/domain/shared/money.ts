import { DomainError } from '#domain/shared/domain-error';

export class InvalidMoney extends DomainError {
  readonly code = 'money.invalid';
  readonly kind = 'invalid';
}

export class CurrencyMismatch extends DomainError {
  readonly code = 'money.currency_mismatch';
  readonly kind = 'invalid';
}

/** Minor digits of ISO 4217 currencies that do not have two (ISO 4217 list one, 2024). */
const unusualExponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

declare const currencyBrand: unique symbol;
/** An ISO 4217 alphabetic code. */
export type Currency = string & { readonly [currencyBrand]: true };

/** @throws {InvalidMoney} not three capital letters. */
export const Currency = (raw: string): Currency => {
  if (!/^[A-Z]{3}$/.test(raw)) throw new InvalidMoney('a currency is an ISO 4217 code such as AED', {});
  return raw as Currency;
};

/** How many decimal digits the currency's minor unit has: 2 for AED, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: Currency): number => unusualExponents[currency] ?? 2;

/** The largest amount we hold: far above any order, and exact as a JSON number. */
export const maxMinor = 1_000_000_000_000_000n;

/** An amount in the currency's minor unit (cents). Immutable, exact, never a float, never negative in a catalogue. */
export class Money {
  readonly minor: bigint;
  readonly currency: Currency;

  private constructor(minor: bigint, currency: Currency) {
    this.minor = minor;
    this.currency = currency;
    Object.freeze(this);
  }

  /** @throws {InvalidMoney} beyond ±10^15 minor units. */
  static of(minor: bigint, currency: Currency): Money {
    if (minor > maxMinor || minor < -maxMinor) throw new InvalidMoney('the amount is too large', {});
    return new Money(minor, currency);
  }

  static zero(currency: Currency): Money {
    return new Money(0n, currency);
  }

  plus(other: Money): Money {
    this.#assertSame(other);
    return Money.of(this.minor + other.minor, this.currency);
  }

  /** @throws {InvalidMoney} the quantity is not a whole number of at least 0. */
  times(quantity: number): Money {
    if (!Number.isSafeInteger(quantity) || quantity < 0)
      throw new InvalidMoney('a quantity is a whole number of at least 0', {});
    return Money.of(this.minor * BigInt(quantity), this.currency);
  }

  compare(other: Money): -1 | 0 | 1 {
    this.#assertSame(other);
    return this.minor < other.minor ? -1 : this.minor > other.minor ? 1 : 0;
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.minor === other.minor;
  }

  #assertSame(other: Money): void {
    if (other.currency !== this.currency)
      throw new CurrencyMismatch('amounts of two currencies do not mix', {
        left: this.currency,
        right: other.currency,
      });
  }
}
