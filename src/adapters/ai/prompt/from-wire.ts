/** Which fields an act has in the domain, and which of the wire's they come from. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  list_services: ['category', 'budgetMinor', 'cheapestFirst'],
  quote_price: ['services'],
  describe: ['services'],
  availability: ['services'],
  clarify: ['services'],
  no_discount: ['services'],
  total: ['lines'],
  answer_faq: ['faqs'],
  call_function: ['function', 'arguments'],
  ask_form: ['form'],
  fill_form: ['values'],
  quote_document: ['sentence'],
  order: ['lines', 'slots'],
  suggest: ['faqs', 'services'],
  hand_over: ['reason'],
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (raw: unknown): raw is Fields => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isFields(value) && Object.values(value).every((each) => each === null));

const withoutNulls = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** One FAQ in a list is that FAQ; anything else stays what it is, and is refused. */
const oneFaq = ({ faqs, ...rest }: Fields): Fields =>
  Array.isArray(faqs) && faqs.length === 1 ? { ...rest, faq: faqs[0] } : { ...rest, faqs };

/** A name with the one of its values that is set; anything else stays what it is, and is refused. */
const argumentsOf = (raw: unknown): unknown => {
  if (!Array.isArray(raw) || !raw.every(isFields)) return raw;
  const given = ({ text, number, flag }: Fields): unknown => text ?? number ?? flag;
  return Object.fromEntries(raw.map((each) => [String(each['name']), given(each)]));
};

/** What else is said beside the values of a form; they come as a function's arguments do. */
const withoutEmptyRest = (raw: Fields): Fields =>
  Object.fromEntries(Object.entries(raw).filter(([field, value]) => field !== 'arguments' && !isEmpty(value)));

const actFromWire = (raw: unknown): unknown => {
  if (!isFields(raw)) return raw;
  const name = Object.hasOwn(raw, 'act') ? String(raw['act']) : '';
  const needed = Object.hasOwn(fieldsOf, name) ? (fieldsOf[name] ?? []) : [];
  const kept = Object.fromEntries(
    Object.entries(raw).filter(([field, value]) => field === 'act' || needed.includes(field) || !isEmpty(value)),
  );
  if (name === 'answer_faq') return oneFaq(kept);
  if (name === 'fill_form') return { act: name, ...withoutEmptyRest(raw), values: argumentsOf(raw['arguments']) };
  if (name === 'call_function') return { ...kept, arguments: argumentsOf(kept['arguments']) };
  return name === 'order' && isFields(kept['slots']) ? { ...kept, slots: withoutNulls(kept['slots']) } : kept;
};

/**
 * What a vendor's schema made of a proposal, as the domain writes one: empty fields that the act does not have are taken
 * away, and nothing else. What is left over, or missing, is for the strict parser to refuse.
 */
export const fromWire = (raw: unknown): unknown => {
  if (!isFields(raw) || !Array.isArray(raw['acts'])) return raw;
  const { leadIn, ...rest } = raw;
  const isSaid = leadIn !== null && leadIn !== undefined && leadIn !== '';
  return { ...rest, acts: raw['acts'].map(actFromWire), ...(isSaid && { leadIn }) };
};
