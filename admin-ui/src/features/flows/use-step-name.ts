import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { flowsWords } from '../../shared/i18n/flows.js';
import { localized } from '../../shared/i18n/format.js';
import type { FlowNode } from './data.js';

/** A step as people call it: its number and how it begins. */
export const useStepName = (nodes: readonly FlowNode[]): ((id: string) => string) => {
  const t = useText(flowsWords);
  const language = useLanguage();
  return (id) => {
    const at = nodes.findIndex((node) => node.id === id);
    const node = nodes[at];
    if (node === undefined) return '';
    const text = localized(node.text, language).trim();
    return text === '' ? t.stepNo(at + 1) : `${t.stepNo(at + 1)}: ${text.slice(0, 40)}`;
  };
};
