import type { Facts, SpanName } from '#application/ports/telemetry';

type Value = string | number | boolean;

/** Names that others have agreed on: HTTP's of OpenTelemetry, and those of OpenInference for what an assistant does. */
const agreed: Readonly<Record<string, string>> = {
  method: 'http.request.method',
  route: 'http.route',
  status: 'http.response.status_code',
  connection: 'llm.provider',
  model: 'llm.model_name',
  inputTokens: 'llm.token_count.prompt',
  outputTokens: 'llm.token_count.completion',
};

const kinds: Readonly<Partial<Record<SpanName, string>>> = { turn: 'AGENT', model: 'LLM', deliver: 'TOOL' };

const worded = ([name, value]: [string, Facts[string]]): [string, Value][] => {
  if (value === null || value === undefined) return [];
  const given = name === 'method' ? String(value).toUpperCase() : value;
  return [[agreed[name] ?? `wakil.${name}`, given]];
};

const totalOf = ({ inputTokens, outputTokens }: Facts): [string, Value][] =>
  typeof inputTokens === 'number' && typeof outputTokens === 'number'
    ? [['llm.token_count.total', inputTokens + outputTokens]]
    : [];

/** Ids and numbers, as facts are: no word of a customer's, of a business's or of a model's. */
export const attributesOf = (name: SpanName, facts: Facts): Readonly<Record<string, Value>> => {
  const kind = kinds[name];
  return Object.fromEntries([
    ...Object.entries(facts).flatMap(worded),
    ...totalOf(facts),
    ...(kind === undefined ? [] : [['openinference.span.kind', kind] as [string, Value]]),
  ]);
};
