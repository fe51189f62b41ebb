import type { AuthenticationCreds } from '@whiskeysockets/baileys';
import { userOf } from '#adapters/channels/baileys/jids';
import type { ConnectionNews } from '#application/ports/whatsapp-engines';
import { cleanText } from '#domain/conversation/message-content';

const nameLength = 128;
/** What the library writes while it does not know the name. */
const noName = '~';

/** Whose number it is, as far as WhatsApp said. */
export const accountNews = (kind: 'linked' | 'open', { me }: AuthenticationCreds): ConnectionNews => {
  const name = cleanText(me?.name ?? '', nameLength).text.trim();
  const lid = userOf(me?.lid);
  return {
    kind,
    number: userOf(me?.id),
    lid: lid === '' ? null : lid,
    name: name === '' || name === noName ? null : name,
  };
};
