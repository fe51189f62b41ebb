import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { NewService } from '#adapters/http/contract/catalogue';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const RowProblem = z.strictObject({
  row: z.int().meta({ description: 'Counted from 1.' }),
  code: z.string(),
  field: z.string().nullable(),
  message: z.string(),
});

/** All rows or none. A dry run stores nothing and lists what is wrong with each row. */
export const importServicesRoute = (useCase: UseCases['importServices']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/v1/services/import',
    summary: 'Add up to 10,000 services at once, all or none',
    tag: 'Catalogue',
    access: { kind: 'user_or_key', permission: 'catalogue.write' },
    bodyKind: 'import',
    body: z.strictObject({
      services: z.array(NewService).min(1).max(10_000),
      mode: z
        .enum(['add', 'upsert'])
        .default('add')
        .meta({ description: '`upsert`: a row with the name of a service you have changes that one.' }),
      dryRun: z.boolean().default(false).meta({ description: 'Check every row and store nothing.' }),
    }),
    response: {
      200: z.strictObject({
        imported: z.int(),
        created: z.int(),
        updated: z.int(),
        unchanged: z.int(),
        problems: z.array(RowProblem),
      }),
    },
    handle: async ({ body: { services: rows, dryRun, mode } }, { by }) => {
      const { problems, ...counts } = await useCase.execute({ by, rows, dryRun, mode });
      return json(200, {
        ...counts,
        problems: problems.map(({ row, code, field, message }) => ({ row, code, field, message })),
      });
    },
  });
