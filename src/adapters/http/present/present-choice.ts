import type { z } from 'zod';
import type { ChoiceDto } from '#adapters/http/contract/conversation';
import type { WidgetChoiceDto } from '#adapters/http/contract/widget';
import type { OfferedChoice } from '#domain/conversation/message';

/** A choice arrives whole: without where it leads it is a button that does nothing. */
export const presentChoice = ({ id, label, url, form }: OfferedChoice): z.input<typeof ChoiceDto> => ({
  id,
  label,
  url: url ?? null,
  formId: form ?? null,
});

/** The same with the names that the chat API and the website chat have. */
export const presentChatChoice = (choice: OfferedChoice): z.input<typeof WidgetChoiceDto> => {
  const { formId, ...rest } = presentChoice(choice);
  return { ...rest, form_id: formId };
};
