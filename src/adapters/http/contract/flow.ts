import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { LocalizedTextDto } from '#adapters/http/contract/money';
import { line, prose, timestamp } from '#adapters/http/contract/text';
import { flowLimits } from '#domain/assistant/validate-flow';

const texts = (max: number) => z.strictObject({ en: prose(max).exactOptional(), ar: prose(max).exactOptional() });
const name = line(40).meta({ description: 'Lower-case letters, digits, dashes and underscores.' });

const action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('answer'), text: texts(flowLimits.answer) }),
  z.strictObject({ do: z.literal('menu'), node: name }),
  z.strictObject({ do: z.literal('faq'), faq: idOf('faq') }),
  z.strictObject({ do: z.literal('form'), form: idOf('form') }),
  z.strictObject({ do: z.literal('hand_over') }),
  z.strictObject({
    do: z.literal('whatsapp'),
    phone: line(32).meta({ description: 'With the country code, such as 971500000000.' }),
    text: texts(flowLimits.link).meta({ description: 'Written already when WhatsApp opens; may be empty.' }),
  }),
  z.strictObject({ do: z.literal('link'), url: line(500).meta({ description: 'https.' }) }),
]);

const node = z.strictObject({
  id: name,
  text: texts(flowLimits.text),
  options: z
    .array(z.strictObject({ id: name, label: texts(flowLimits.label), action }))
    .max(flowLimits.options)
    .meta({ description: 'Option ids are unique in the whole menu tree.' }),
});

const status = z.enum(['draft', 'published']);

export const flowChange = {
  name: line(80),
  status: status.meta({ description: 'A draft may be unfinished; a published one has to hold in every part.' }),
  nodes: z.array(node).max(flowLimits.nodes).meta({ description: 'The first one is where it begins.' }),
};

const shownAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('answer'), text: LocalizedTextDto }),
  z.strictObject({ do: z.literal('menu'), node: z.string() }),
  z.strictObject({ do: z.literal('faq'), faq: idOf('faq') }),
  z.strictObject({ do: z.literal('form'), form: idOf('form') }),
  z.strictObject({ do: z.literal('hand_over') }),
  z.strictObject({ do: z.literal('whatsapp'), phone: z.string(), text: LocalizedTextDto }),
  z.strictObject({ do: z.literal('link'), url: z.string() }),
]);

export const FlowDto = z
  .strictObject({
    id: idOf('flow'),
    name: z.string(),
    status,
    nodes: z.array(
      z.strictObject({
        id: z.string(),
        text: LocalizedTextDto,
        options: z.array(z.strictObject({ id: z.string(), label: LocalizedTextDto, action: shownAction })),
      }),
    ),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Flow' });
