import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { NewService } from '#adapters/http/contract/catalogue';
import { MoneyDto } from '#adapters/http/contract/money';
import { presentMoney } from '#adapters/http/present/present-money';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import { serviceFields } from '#application/catalogue/changed-fields';

const RowProblem = z.strictObject({
  row: z.int().meta({ description: 'Counted from 1.' }),
  code: z.string(),
  field: z.string().nullable(),
  message: z.string(),
});

const RowOutcome = z.strictObject({
  row: z.int().meta({ description: 'Counted from 1.' }),
  effect: z.enum(['created', 'updated', 'unchanged']),
  changes: z.array(z.enum(serviceFields)).meta({ description: 'What an updated service has otherwise than before.' }),
  priceBefore: MoneyDto.nullable().meta({ description: 'Of an updated service.' }),
});

/** All rows, or none, or those that fit. A dry run stores nothing and lists what is wrong with each row. */
export const importServicesRoute = (useCase: UseCases['importServices']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/v1/services/import',
    summary: 'Add up to 10,000 services at once, or change those there are',
    tag: 'Catalogue',
    access: { kind: 'user_or_key', permission: 'catalogue.write' },
    bodyKind: 'import',
    body: z.strictObject({
      services: z.array(NewService).min(1).max(10_000),
      mode: z.enum(['add', 'upsert']).default('add').meta({
        description:
          '`upsert`: a row with the name of a service you have changes that one; a language the row does not have keeps its text.',
      }),
      skipRefused: z
        .boolean()
        .default(false)
        .meta({ description: 'Leave the rows out that are refused, instead of importing none.' }),
      dryRun: z.boolean().default(false).meta({ description: 'Check every row and store nothing.' }),
    }),
    response: {
      200: z.strictObject({
        imported: z.int(),
        created: z.int(),
        updated: z.int(),
        unchanged: z.int(),
        problems: z.array(RowProblem),
        rows: z.array(RowOutcome).meta({ description: 'What becomes of each row that is not refused.' }),
      }),
    },
    handle: async ({ body: { services, ...how } }, { by }) => {
      const { problems, rows, ...counts } = await useCase.execute({ by, rows: services, ...how });
      return json(200, {
        ...counts,
        problems: problems.map(({ row, code, field, message }) => ({ row, code, field, message })),
        rows: rows.map(({ changes, priceBefore, ...outcome }) => ({
          ...outcome,
          changes: [...changes],
          priceBefore: priceBefore === null ? null : presentMoney(priceBefore),
        })),
      });
    },
  });
