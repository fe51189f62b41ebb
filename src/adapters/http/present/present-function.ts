import type { z } from 'zod';
import type { FunctionCallDto, FunctionDto, TriedFunctionDto } from '#adapters/http/contract/function';
import type { TriedFunction } from '#application/functions/try-function';
import type { FunctionCall } from '#domain/functions/function-call';
import type { TenantFunction } from '#domain/functions/tenant-function';

/** Everything but the secret, of which only its being there is told. */
export const presentFunction = ({
  tenantId: _tenantId,
  sealedSecret,
  parameters: { properties, required },
  createdAt,
  examples,
  fields,
  template,
  ...rest
}: TenantFunction): z.input<typeof FunctionDto> => ({
  ...rest,
  examples: [...examples],
  hasSecret: sealedSecret !== null,
  parameters: {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [
        name,
        each.type === 'string' && each.enum !== undefined ? { ...each, enum: [...each.enum] } : each,
      ]),
    ) as z.input<typeof FunctionDto>['parameters']['properties'],
    required: [...required],
    additionalProperties: false,
  },
  fields: fields.map((field) => ({ ...field })) as z.input<typeof FunctionDto>['fields'],
  template: { ...template },
  createdAt: createdAt.toISOString(),
});

export const presentFunctionCall = (call: FunctionCall): z.input<typeof FunctionCallDto> => ({
  id: call.id,
  conversationId: call.conversationId,
  arguments: { ...call.arguments },
  outcome: call.outcome,
  status: call.status,
  tookMs: call.tookMs,
  at: call.at.toISOString(),
});

export const presentTried = ({ outcome, status, tookMs, says }: TriedFunction): z.input<typeof TriedFunctionDto> => ({
  outcome: outcome.kind === 'answered' ? 'answered' : outcome.reason,
  status,
  tookMs,
  values: outcome.kind === 'answered' ? { ...outcome.values } : {},
  says: { ...says },
});
