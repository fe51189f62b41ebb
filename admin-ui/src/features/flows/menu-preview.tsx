import { Button, Group, SegmentedControl, Text, Title, UnstyledButton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { flowsWords } from '../../shared/i18n/flows.js';
import { localized } from '../../shared/i18n/format.js';
import type { Language } from '../../shared/i18n/plural.js';
import { uiWords } from '../../shared/i18n/ui.js';
import type { FlowNode, FlowOption, Targets } from './data.js';
import classes from './menu-preview.module.css';

type Props = { readonly nodes: readonly FlowNode[]; readonly targets: Targets };

/** The buttons a customer pressed, by name: what they lead to is read from the menu as it is now. */
type Press = { readonly node: string; readonly option: string };
type Bubble = { readonly from: 'us' | 'them'; readonly text: string };
type Words = (typeof flowsWords)['en'];

const answerOf = ({ action }: FlowOption, language: Language, { targets }: Props, t: Words): string => {
  switch (action.do) {
    case 'answer':
      return localized(action.text, language) || '…';
    case 'faq': {
      const faq = targets.faqs.find(({ id }) => id === action.faq);
      return (faq && localized(faq.answer, language)) || t.previewFaq;
    }
    case 'form': {
      const form = targets.forms.find(({ id }) => id === action.form);
      return form === undefined ? t.previewForm : `${localized(form.title, language)}\n${t.previewForm}`;
    }
    case 'hand_over':
      return t.previewPerson;
    case 'whatsapp':
      return t.previewWhatsapp;
    case 'link':
      return t.previewLink(action.url);
    case 'menu':
      return '…';
  }
};

/** The talk so far, and the step it has come to. */
const talkOf = (props: Props, presses: readonly Press[], language: Language, t: Words) => {
  const { nodes } = props;
  const say = (node: FlowNode): Bubble => ({ from: 'us', text: localized(node.text, language) || '…' });
  let [current] = nodes;
  const bubbles: Bubble[] = current === undefined ? [] : [say(current)];
  for (const press of presses) {
    const option = nodes.find(({ id }) => id === press.node)?.options.find(({ id }) => id === press.option);
    if (option === undefined) continue;
    const { action } = option;
    const next = action.do === 'menu' ? nodes.find(({ id }) => id === action.node) : undefined;
    bubbles.push({ from: 'them', text: localized(option.label, language) || '…' });
    bubbles.push(next === undefined ? { from: 'us', text: answerOf(option, language, props, t) } : say(next));
    current = next ?? current;
  }
  return { bubbles, current };
};

const Chat = ({ props, language }: { readonly props: Props; readonly language: Language }) => {
  const t = flowsWords[language];
  const [presses, setPresses] = useState<readonly Press[]>([]);
  const { bubbles, current } = talkOf(props, presses, language, t);
  const own = useText(flowsWords);
  const hasPerson = current?.options.some(({ action }) => action.do === 'hand_over') ?? true;
  return (
    <>
      <div className={classes['chat']} dir={language === 'ar' ? 'rtl' : 'ltr'} lang={language}>
        {bubbles.map(({ from, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a talk only ever grows at its end
          <div key={at} className={classes['bubble']} data-from={from}>
            {text}
          </div>
        ))}
        <div className={classes['choices']}>
          {current?.options.map(({ id, label }) => (
            <UnstyledButton
              key={id}
              className={classes['choice']}
              onClick={() => setPresses([...presses, { node: current.id, option: id }])}
            >
              {localized(label, language) || '…'}
            </UnstyledButton>
          ))}
          {!hasPerson && <span className={classes['person']}>{t.talk}</span>}
        </div>
      </div>
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {own.previewHint}
        </Text>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconRefresh size={14} />}
          disabled={presses.length === 0}
          onClick={() => setPresses([])}
        >
          {own.again}
        </Button>
      </Group>
    </>
  );
};

/** The menu as customers meet it, in either language; nothing of it is sent. */
export const MenuPreview = (props: Props) => {
  const t = useText(flowsWords);
  const common = useText(uiWords);
  const [language, setLanguage] = useState<Language>(useLanguage());
  return (
    <aside className={classes['side']} aria-label={t.preview}>
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h3">
          {t.preview}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t.preview}
          value={language}
          onChange={(next) => setLanguage(next === 'ar' ? 'ar' : 'en')}
          data={[
            { value: 'en', label: common.english },
            { value: 'ar', label: common.arabic },
          ]}
        />
      </Group>
      <Chat props={props} language={language} />
    </aside>
  );
};
