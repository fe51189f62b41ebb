import type { Signatures } from '#application/ports/signatures';
import { isIdOf, ServiceId, TenantId } from '#domain/shared/ids';

export type ReceiptRef = {
  readonly tenantId: TenantId;
  readonly serviceId: ServiceId;
  /** The service's version that was quoted. */
  readonly serviceVersion: number;
};

const textOf = ({ tenantId, serviceId, serviceVersion }: ReceiptRef): string =>
  `${tenantId}/${serviceId}/${serviceVersion}`;

/** Addresses of price receipts: they hold for good, and nobody finds one who was not given it (BEY-6). */
export class ReceiptLinks {
  readonly #signatures: Signatures;
  readonly #publicUrl: string;
  constructor({ signatures, publicUrl }: { readonly signatures: Signatures; readonly publicUrl: string }) {
    this.#signatures = signatures;
    this.#publicUrl = publicUrl;
  }

  to(ref: ReceiptRef): string {
    return `${this.#publicUrl}/receipts/${ref.tenantId}.${ref.serviceId}.${ref.serviceVersion}.${this.#signatures.sign('receipt', textOf(ref))}`;
  }

  /** What a token of ours stands for; `null`: it is none. */
  read(token: string): ReceiptRef | null {
    const [, tenantId = '', serviceId = '', version = '', signature = ''] =
      /^(ten_[0-9a-f]{32})\.(svc_[0-9a-f]{32})\.(\d{1,9})\.([\w-]{16,128})$/.exec(token) ?? [];
    if (!isIdOf('tenant', tenantId) || !isIdOf('service', serviceId)) return null;
    const ref = { tenantId: TenantId(tenantId), serviceId: ServiceId(serviceId), serviceVersion: Number(version) };
    return this.#signatures.matches('receipt', textOf(ref), signature) ? ref : null;
  }
}
