import { expect, it } from 'vitest';
import { robotsAllow } from '#domain/knowledge/robots';

const robots = `
# all
User-agent: *
Disallow: /private
Allow: /private/menu
Disallow: /*.pdf$

User-agent: wakil
User-agent: other
Disallow: /secret
`;

it.each([
  ['/', 'nobody', true],
  ['/private/x', 'nobody', false],
  ['/private/menu', 'nobody', true],
  ['/a/list.pdf', 'nobody', false],
  ['/a/list.pdf?x=1', 'nobody', true],
  ['/private/x', 'Wakil', true],
  ['/secret/x', 'wakil', false],
])('%s for %s: %s', (path, agent, allowed) => expect(robotsAllow(robots, path, agent)).toBe(allowed));

it('an empty file, and one that says nothing, allow everything', () => {
  for (const text of ['', 'User-agent: *\nDisallow:', '<html>not found</html>'])
    expect(robotsAllow(text, '/a', 'wakil')).toBe(true);
});
