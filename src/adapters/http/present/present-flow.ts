import type { z } from 'zod';
import type { FlowDto } from '#adapters/http/contract/flow';
import { presentLocalized } from '#adapters/http/present/present-money';
import type { Flow, FlowAction } from '#domain/assistant/flow';

type FlowJson = z.input<typeof FlowDto>;
type ActionJson = FlowJson['nodes'][number]['options'][number]['action'];

const presentAction = (action: FlowAction): ActionJson =>
  'text' in action ? { ...action, text: presentLocalized(action.text) } : action;

export const presentFlow = (flow: Flow): FlowJson => ({
  id: flow.id,
  name: flow.name,
  status: flow.status,
  nodes: flow.nodes.map(({ id, text, options }) => ({
    id,
    text: presentLocalized(text),
    options: options.map((option) => ({
      id: option.id,
      label: presentLocalized(option.label),
      action: presentAction(option.action),
    })),
  })),
  createdAt: flow.createdAt.toISOString(),
  version: flow.version,
});
