import type { z } from 'zod';
import { json } from '#adapters/http/answers';
import { HomeDto } from '#adapters/http/contract/home';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import type { Home } from '#application/home/read-home';

const presentHome = ({ open, orders, leads, figures }: Home): z.input<typeof HomeDto> => ({
  open: open && { ...open },
  orders: orders && { ...orders },
  leads: leads && { ...leads },
  answeredByAssistant: figures && {
    share: figures.answered === 0 ? null : figures.byAssistantAlone / figures.answered,
    of: figures.answered,
  },
  firstResponseMs: figures?.firstResponseMs ?? null,
});

export const homeRoutes = ({ readHome }: Pick<UseCases, 'readHome'>): Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/v1/home',
    summary: 'What waits for somebody, and how the last seven days went',
    tag: 'Home',
    access: { kind: 'user', permission: 'tenant.read' },
    response: { 200: HomeDto },
    handle: async (_input, { by }) => json(200, presentHome(await readHome.execute({ by }))),
  }),
];
