import type { Scene } from '../reading/scene.js';
import { aboutFaqs, pickedFaq } from './about-faqs.js';
import { aboutItems } from './about-items.js';
import { calling } from './calling.js';
import type { Hypothesis, Hypothesise } from './hypothesis.js';
import { listing } from './lists.js';
import { noDiscount } from './no-discount.js';
import { cancelling, ordering } from './ordering.js';
import { aboutAccount, identifying, isAngry, wantsPerson } from './people.js';
import { taughtIntent } from './taught.js';

/** Among equally confident ones, the first counts. */
const sides: readonly Hypothesise[] = [
  wantsPerson,
  isAngry,
  identifying,
  pickedFaq,
  aboutFaqs,
  calling,
  cancelling,
  noDiscount,
  ordering,
  aboutItems,
  listing,
  aboutAccount,
  taughtIntent,
];

/** Every way to understand a clause, best first. */
export const hypothesesOf = (scene: Scene): readonly Hypothesis[] =>
  sides
    .map((side) => side(scene))
    .filter((each): each is Hypothesis => each !== null)
    .sort((a, b) => b.confidence - a.confidence);
