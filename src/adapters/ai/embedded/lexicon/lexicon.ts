/** What words may signal besides naming something: the closed vocabulary the hypotheses reason in. */
export const cues = [
  'greet',
  'thanks',
  'bye',
  'areYou',
  'robot',
  'human',
  'person',
  'talk',
  'anger',
  'price',
  'free',
  'list',
  'sell',
  'goods',
  'cheap',
  'under',
  'budget',
  'describe',
  'have',
  'total',
  'discount',
  'want',
  'add',
  'remove',
  'change',
  'cancel',
  'howTo',
  'it',
  'both',
  'first',
  'second',
  'third',
  'last',
  'correct',
  'forget',
  'inject',
  'account',
  'not',
  'confirm',
  'yes',
  'per',
  'piece',
  'currency',
  'foreignCurrency',
  'percent',
  'order',
  'compare',
] as const;
export type Cue = (typeof cues)[number];

/** One language's words. Phrases are separated by `|`, words of a list by spaces; all are folded when the lexicon loads. */
export type Lexicon = {
  readonly cues: Readonly<Partial<Record<Cue, string>>>;
  /** Things businesses and their customers talk about, under one name for both languages. */
  readonly topics: Readonly<Record<string, string>>;
  /**
   * Words that change nothing about what is asked. Keep out whatever narrows it: for whom, how fast, new or used. A word
   * listed here by mistake makes us sure of an answer to another question.
   */
  readonly fillers: string;
  /** Words that change nothing unless the catalogue uses them: "home" matters to who sells "home cleaning". */
  readonly soft: string;
  /** Places, under one name for both languages. */
  readonly places: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
};
