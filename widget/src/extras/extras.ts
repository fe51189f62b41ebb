import { Attachment } from './attachment.js';
import { chime } from './chime.js';
import { Consent } from './consent.js';
import { EmojiGrid } from './emoji-grid.js';
import { Failed } from './failed.js';
import { FormCard } from './form-card.js';
import { LinkedText } from './linked-text.js';
import { MoreMenu } from './more-menu.js';
import { onPhone } from './on-phone.js';
import { RatingCard } from './rating-card.js';
import { Link, Rich } from './rich.js';
import { wear } from './wear.js';

/** What most visitors never need, in one file: each by itself would cost more to ask for than it weighs. */
export const extras = {
  emoji: EmojiGrid,
  failed: Failed,
  more: MoreMenu,
  consent: Consent,
  rating: RatingCard,
  rich: Rich,
  link: Link,
  text: LinkedText,
  attachment: Attachment,
  form: FormCard,
  chime,
  onPhone,
  wear,
};
