import { type Outbound, sealed } from '#domain/assistant/outbound';
import { joined, layout, localized } from '#domain/assistant/segments';
import { fill } from '#domain/assistant/templates/fill';
import { voiceOf } from '#domain/assistant/templates/voice';
import type { Language, LocalizedText } from '#domain/shared/language';

export type ReceiptAddress = { readonly service: string; readonly name: LocalizedText; readonly url: string };

/** Where the prices just quoted can be looked up again: addresses of ours, made and signed by us. */
export const renderReceipts = (receipts: readonly ReceiptAddress[], language: Language): Outbound => {
  const voice = voiceOf(language);
  const lines = receipts.map(({ service, name, url }) =>
    fill(voice, 'price_receipt', {
      name: localized(`${service}.name`, name, voice),
      url: { text: url, provenance: { from: 'receipt', id: service } },
    }),
  );
  return sealed({ language, segments: joined(lines, layout('\n')), choices: [], sensitive: false });
};
