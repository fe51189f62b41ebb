import type { Arguments } from '#domain/functions/tenant-function';
import { fold } from '#domain/understanding/text/clean';
import { withoutCodes } from '../index/function-index.js';
import { matchQuestions } from '../index/match-questions.js';
import { argumentsIn } from '../reading/function-arguments.js';
import type { Scene } from '../reading/scene.js';
import type { Unit } from '../reading/unit.js';
import { canonical } from '../text/tokenise.js';
import type { Hypothesise } from './hypothesis.js';

/** Another of the tenant's functions, or one of its FAQs, is asked for in nearly the same words. */
const tooNear = 0.05;

/** Without the words that are its arguments: they are what is asked about, not what is asked. */
const withoutValues = (scene: Scene, values: Arguments): readonly Unit[] => {
  const said = Object.values(values).map((value) => fold(String(value)));
  return scene.everything.filter((unit) => {
    const word = scene.text.slice(unit.start, unit.end);
    return !/\d/u.test(word) && !said.some((value) => value.includes(fold(word)));
  });
};

/**
 * One of the tenant's own services knows the answer: what the customer says is what the admin wrote that customers say, and
 * everything it has to be asked with stands in the message. As sure as of an FAQ with these phrasings.
 */
export const calling: Hypothesise = (scene) => {
  const { functions, index } = scene.index.functions;
  if (functions.length === 0) return null;
  const asked = canonical(withoutCodes(scene.text));
  const matched = (values: Arguments) => matchQuestions(index, withoutValues(scene, values), asked);
  const id = matched({})[0]?.id ?? -1;
  const called = functions[id];
  const values = called === undefined ? null : argumentsIn(scene, called.parameters);
  if (called === undefined || values === null) return null;
  const match = matched(values).find((each) => each.id === id);
  if (match === undefined) return null;
  const isRivalled = !match.exact && (scene.faqs[0]?.confidence ?? 0) > match.confidence - tooNear;
  const confidence = match.confidence - (isRivalled ? tooNear : 0);
  return { acts: [{ act: 'call_function', function: called.id, arguments: values }], confidence };
};
