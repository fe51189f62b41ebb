import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { BusinessProfileChange, WorkingHoursDto } from '#adapters/http/contract/business';
import { AssistantSettingsChange } from '#adapters/http/contract/tenant';
import { WidgetSettingsForm } from '#adapters/http/contract/widget-settings';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const schema = z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema.' });

const Schemas = z
  .strictObject({
    assistant: schema,
    profile: schema,
    hours: schema,
    widget: schema,
    channels: z.array(
      z.strictObject({
        kind: z.string(),
        title: z.string(),
        externalKey: schema.nullable().meta({ description: 'null: nobody adds such a channel by hand.' }),
        settings: schema.meta({ description: 'Fields with `secret` are written and never shown.' }),
      }),
    ),
  })
  .meta({ id: 'SettingsSchemas' });

type Drawn = Record<string, unknown>;

/** An id is a custom check, so its schema says what it looks like instead; and "printable" is no pattern a form should show. */
const tidied: NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override'] = ({ jsonSchema }) => {
  const drawing: Drawn = jsonSchema;
  const { override, pattern } = drawing;
  delete drawing['override'];
  Object.assign(drawing, override);
  if (typeof pattern === 'string' && pattern.includes('\\p{Cc}')) delete drawing['pattern'];
};

/** A named schema comes as a reference to itself: a form wants the thing. */
const draw = (form: z.ZodType): Drawn => {
  const drawing = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any', override: tidied });
  const { $ref, $defs = {}, ...rest } = drawing;
  const name = $ref?.split('/').at(-1);
  if (name === undefined) return drawing as Drawn;
  const { [name]: root, ...others } = $defs;
  return { ...rest, ...(root as Drawn), ...(Object.keys(others).length > 0 && { $defs: others }) };
};

/** Drawn once, from the very schemas that check what comes in. */
const drawn = ((): (() => Record<'assistant' | 'profile' | 'hours' | 'widget', Drawn>) => {
  let all: Record<'assistant' | 'profile' | 'hours' | 'widget', Drawn> | null = null;
  return () => {
    all ??= {
      assistant: draw(AssistantSettingsChange),
      profile: draw(BusinessProfileChange),
      hours: draw(WorkingHoursDto),
      widget: draw(WidgetSettingsForm),
    };
    return all;
  };
})();

export const schemaRoutes = (useCases: UseCases): Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/v1/schemas',
    summary: 'The JSON Schemas that settings forms are drawn from',
    tag: 'Settings',
    access: { kind: 'user', permission: 'tenant.read' },
    response: { 200: Schemas },
    handle: async (_input, { by }) => {
      const channels = (await useCases.listChannelForms.execute({ by })).map((form) => ({
        kind: form.kind,
        title: form.title,
        externalKey: form.externalKey as Drawn | null,
        settings: form.settings as Drawn,
      }));
      return json(200, { ...drawn(), channels });
    },
  }),
];
