type Rule = { readonly allow: boolean; readonly path: string };
type Group = { agents: string[]; rules: Rule[] };

const longest = 500_000;
const fields = new Set(['user-agent', 'allow', 'disallow']);

const lineOf = (raw: string): { readonly name: string; readonly value: string } => {
  const [, field = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(raw) ?? [];
  return { name: field.toLowerCase(), value: value.trim() };
};

/** Names one after the other share the rules that follow. */
const groupsOf = (text: string): readonly Group[] => {
  const groups: Group[] = [];
  let readsAgents = false;
  const lines = text.slice(0, longest).split(/\r\n|\r|\n/);
  for (const { name, value } of lines.map(lineOf).filter((line) => fields.has(line.name))) {
    const isAgent = name === 'user-agent';
    if (isAgent && !readsAgents) groups.push({ agents: [], rules: [] });
    const group = groups.at(-1);
    if (isAgent) group?.agents.push(value.toLowerCase());
    else if (value !== '') group?.rules.push({ allow: name === 'allow', path: value });
    readsAgents = isAgent;
  }
  return groups;
};

/** Where each part is found after the one before it; -1: nowhere. */
const endOf = (path: string, parts: readonly string[]): number =>
  parts.reduce((at, part, index) => {
    if (at < 0) return at;
    const found = index === 0 ? (path.startsWith(part) ? 0 : -1) : path.indexOf(part, at);
    return found < 0 ? found : found + part.length;
  }, 0);

const matches = (path: string, pattern: string): boolean => {
  const isAnchored = pattern.endsWith('$');
  const parts = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  const end = endOf(path, parts);
  const last = parts.at(-1) ?? '';
  return end >= 0 && (!isAnchored || end === path.length || (parts.length > 1 && path.endsWith(last)));
};

/**
 * May a program of this name read this path? As RFC 9309: its own group counts, else that for everybody; the longest rule
 * that fits decides, and allowing wins a draw.
 */
export const robotsAllow = (robots: string, path: string, agent: string): boolean => {
  const groups = groupsOf(robots);
  const own = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
  const counting = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'));
  const [best] = counting
    .flatMap(({ rules }) => rules)
    .filter((rule) => matches(path, rule.path))
    .sort((a, b) => b.path.length - a.path.length || Number(b.allow) - Number(a.allow));
  return best?.allow ?? true;
};
