import { type FlowSnapshot, menuText } from '#domain/assistant/flow-snapshot';
import type { Segment } from '#domain/assistant/outbound';
import type { Voice } from '#domain/assistant/templates/voice';
import { formatMoney } from '#domain/shared/format-money';
import { type LocalizedText, textIn } from '#domain/shared/language';
import type { Money } from '#domain/shared/money';

export const catalogueText = (field: string, text: string): Segment => ({
  text,
  provenance: { from: 'catalogue', field },
});

export const localized = (field: string, text: LocalizedText, voice: Voice): Segment =>
  catalogueText(field, textIn(text, voice.language).trim());

/** @returns nothing when the menus hold nothing there. */
export const menuSegments = (field: string, menus: FlowSnapshot, voice: Voice): Segment[] => {
  const text = menuText(field, menus, voice.language);
  return text === null || text === '' ? [] : [{ text, provenance: { from: 'menu', field } }];
};

export const catalogueMoney = (field: string, money: Money, voice: Voice): Segment =>
  catalogueText(field, formatMoney(money, voice.language));

export const quoted = (id: string, text: string): Segment => ({ text, provenance: { from: 'quote', id } });

export const count = (kind: 'quantity' | 'count' | 'choice' | 'order', value: number): Segment =>
  quoted(`${kind}:${value}`, String(value));

export const slotText = (id: string, text: string): Segment => ({ text, provenance: { from: 'slot', id } });

const layoutOf = (text: string): Segment => ({ text, provenance: { from: 'template', id: 'layout' } });

const layouts = {
  ' ': layoutOf(' '),
  '\n': layoutOf('\n'),
  '\n\n': layoutOf('\n\n'),
  ', ': layoutOf(', '),
  '، ': layoutOf('، '),
} as const;

/** Space, line break, comma: layout is a template too. */
export const layout = (text: keyof typeof layouts): Segment => layouts[text];

export const comma = (voice: Voice): Segment => layout(voice.language === 'ar' ? '، ' : ', ');

/** The blocks with a separator between them; empty blocks vanish. */
export const joined = (blocks: readonly (readonly Segment[])[], separator: Segment): Segment[] => {
  const all: Segment[] = [];
  for (const block of blocks) {
    if (block.length === 0) continue;
    if (all.length > 0) all.push(separator);
    all.push(...block);
  }
  return all;
};
