import { IconEye, IconPencil } from '@tabler/icons-react';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import type { Details } from '../data/types.js';
import { useOwnId } from '../data/use-own-id.js';
import { useCustomerTyping } from '../data/use-presence.js';
import classes from './thread-pane.module.css';

/** Who else is here: two answers at once confuse customers. */
export const Company = ({ details }: { readonly details: Details }) => {
  const t = useText(inboxWords);
  const me = useOwnId();
  const others = details.present.filter(({ userId }) => userId !== me);
  const typing = others.find(({ doing }) => doing === 'typing');
  const names = others.map(({ name }) => name).join(', ');
  return (
    <div role="status">
      {typing !== undefined && (
        <p className={classes['company']} data-doing="typing">
          <IconPencil size={15} aria-hidden /> {t.present.typing(typing.name)}
        </p>
      )}
      {typing === undefined && others.length > 0 && (
        <p className={classes['company']}>
          <IconEye size={15} aria-hidden />
          {others.length === 1 ? t.present.viewing(names) : t.present.viewingMany(names)}
        </p>
      )}
    </div>
  );
};

export const CustomerTyping = ({ details: { conversation, customer } }: { readonly details: Details }) => {
  const t = useText(inboxWords);
  const isTyping = useCustomerTyping(conversation.id);
  return (
    <p className={classes['typing']} role="status">
      {isTyping && t.present.customerTyping(customer.name ?? t.customer)}
    </p>
  );
};
