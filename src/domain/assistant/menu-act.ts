import type { Choice } from '#domain/assistant/choice';
import type { DecisionInput } from '#domain/assistant/decision';
import { canAsk, optionOf, urlOf } from '#domain/assistant/flow-snapshot';
import type { AnyAct } from '#domain/assistant/guard';
import { menuWords } from '#domain/assistant/vocabulary';
import { normalised } from '#domain/assistant/words';
import { allTexts } from '#domain/shared/language';

const toAPerson: AnyAct = { act: 'hand_over', reason: 'customer_asked' };

/** Can the option still do what it says? A FAQ or a form may have gone since the menu was published. */
const works = ({ flow, option }: Extract<Choice, { choose: 'flow' }>, { menus, catalogue }: DecisionInput): boolean => {
  const action = optionOf(menus, flow, option)?.option.action;
  switch (action?.do) {
    case undefined:
    case 'hand_over':
      return false;
    case 'faq': {
      const faq = catalogue.faqs.get(action.faq);
      return faq?.active === true && allTexts(faq.answer).some((text) => text.trim() !== '');
    }
    case 'form':
      return canAsk(menus, action.form) || urlOf(action, menus, 'en') !== null;
    case 'link':
      return urlOf(action, menus, 'en') !== null;
    case 'answer':
    case 'menu':
    case 'whatsapp':
      return true;
  }
};

/** What tapping a menu's option comes to. Where the menu cannot help any more, a person does. */
export const menuAct = (choice: Extract<Choice, { choose: 'flow' }>, input: DecisionInput): AnyAct => {
  if (!works(choice, input)) return toAPerson;
  const form = askedInChat(choice, input);
  return form ?? { act: 'menu_option', flow: choice.flow, option: choice.option };
};

/** A form that cannot be drawn here is asked for, question by question. */
const askedInChat = (
  { flow, option }: Extract<Choice, { choose: 'flow' }>,
  { menus }: DecisionInput,
): AnyAct | null => {
  const action = optionOf(menus, flow, option)?.option.action;
  if (action?.do !== 'form' || menus.showsForms || !canAsk(menus, action.form)) return null;
  return { act: 'ask_form', form: action.form };
};

const opened = ({ menus }: DecisionInput): AnyAct | null =>
  menus.active === null ? null : { act: 'open_menu', flow: menus.active };

export const saysMenu = (unanswered: readonly string[]): boolean => menuWords.has(normalised(unanswered.join('\n')));

/** The word "menu", or a tap on a menu that is gone, brings up the menu of today. */
export const wishForTheMenu = (input: DecisionInput, tappedAnOldOne: boolean): AnyAct | null => {
  if (tappedAnOldOne) return opened(input);
  return input.choiceId === null && saysMenu(input.unanswered) ? opened(input) : null;
};

/** Nothing but what an admin wrote into a menu. */
export const isMenuOnly = (acts: readonly AnyAct[]): boolean =>
  acts.length > 0 && acts.every(({ act }) => act === 'menu_option' || act === 'open_menu');
