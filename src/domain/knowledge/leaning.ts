import { normalised } from '#domain/assistant/words';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** A sentence that begins so says something about the one before it. */
const leaningFirst = words(
  'it its this that these those they them their theirs he him his she her hers i my me and but or so because however therefore moreover also then thus otherwise besides instead furthermore additionally nevertheless nonetheless hence such both either neither former latter same here yes no yeah sure ok okay agreed deal correct exactly right absolutely definitely indeed still yet too ' +
    'هو هي هم هن هذا هذه هذان هولاء ذلك تلك اولئك انا لكن ولكن او ثم ايضا كذلك لذلك وذلك وهو وهي وهم وهذا وهذه كما لان حيث بل اذن بالتالي نعم اجل بالطبع اكيد تمام طبعا موافق وكذلك وايضا ومنها وفيها وعليه وبذلك فهو فهي وقد وان واذا فان فاذا ولا ولم ولن ويتم وسيتم ويمكن ونحن وكل ومع وفي ومن وعند وعلى والى وكان وكانت',
);

const leaningPhrases = [
  'in addition',
  'as a result',
  'for example',
  'for instance',
  'of course',
  'on the other hand',
  'in that case',
  'in this case',
  'if so',
  'if not',
  'as mentioned',
  'as stated',
  'as above',
  'not only',
  'على سبيل المثال',
  'في هذه الحاله',
  'بالاضافه الى ذلك',
  'بناء على ذلك',
  'وفقا لذلك',
].map((phrase) => `${phrase} `);

const openers = words('if when while although though since after before unless until once where اذا عندما حين بعد قبل');
const pronouns = words('it this that these those they he she هو هي هم هذا هذه ذلك');

/** "Above", "the latter": wherever it stands, it points out of the sentence. */
const pointing =
  /\b(?:above|below|aforementioned|aforesaid|following|former|latter|previous|previously|herein|thereof|the said)\b|اعلاه|ادناه|المذكور|التاليه|التالي|السابق|سالف الذكر/u;

/** Does it need the sentences around it to be understood as it was meant? */
export const leansOnAnother = (sentence: string): boolean => {
  const text = normalised(sentence);
  const [first = '', second = ''] = text.split(' ');
  if (leaningFirst.has(first) || (openers.has(first) && pronouns.has(second))) return true;
  // "And the …" is one word in Arabic.
  if (/^[وف]ال\p{L}{2,}/u.test(first)) return true;
  return leaningPhrases.some((phrase) => `${text} `.startsWith(phrase)) || pointing.test(text);
};
