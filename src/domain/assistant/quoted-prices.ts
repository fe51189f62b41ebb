import type { Outbound } from '#domain/assistant/outbound';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { ServiceId } from '#domain/shared/ids';

/** A price that was said, and the version of the service it was read from. */
export type QuotedPrice = { readonly service: ServiceId; readonly version: number };

const servicesOf = (outbound: Outbound): string[] =>
  outbound.segments.flatMap(({ provenance }) => {
    if (provenance.from === 'catalogue')
      return provenance.field.endsWith('.price') ? [provenance.field.slice(0, -'.price'.length)] : [];
    if (provenance.from !== 'quote' || !provenance.id.startsWith('total:')) return [];
    return [...provenance.id.slice('total:'.length).matchAll(/(svc_[0-9a-f]+)\*/g)].map(([, id = '']) => id);
  });

/** Every price in the replies, each once, in the order they are said (BEY-6). */
export const quotedPrices = (replies: readonly Outbound[], { services }: CatalogueSnapshot): readonly QuotedPrice[] =>
  [...new Set(replies.flatMap(servicesOf))].flatMap((id) => {
    const service = services.get(ServiceId(id));
    return service === undefined ? [] : [{ service: service.id, version: service.version }];
  });
