import { Anchor, Button, Group, List, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { flowsWords } from '../../shared/i18n/flows.js';
import { moved } from '../../shared/lib/moved.js';
import { useEditor } from '../../shared/lib/use-editor.js';
import { useReorder } from '../../shared/lib/use-reorder.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { SaveBar } from '../../shared/ui/save-bar.js';
import { Screen, Section } from '../../shared/ui/screen.js';
import { StaleNotice } from '../../shared/ui/stale-notice.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone } from '../../shared/ui/toast.js';
import { type Flow, type FlowNode, flowQuery, removeFlow, saveFlow, type Targets, useTargets } from './data.js';
import classes from './flow-screen.module.css';
import { MenuPreview } from './menu-preview.js';
import { draftOf, type FlowDraft, newNode, withNode } from './model/flow-draft.js';
import { type Faults, faultsOf } from './model/flow-faults.js';
import { StepCard } from './step-card.js';
import { useStepName } from './use-step-name.js';
import { WidgetMenu } from './widget-menu.js';

const emptyDraft: FlowDraft = {
  name: '',
  status: 'draft',
  nodes: [newNode([], { en: flowsWords.en.starter, ar: flowsWords.ar.starter })],
};

const useFlowEditor = (flow: Flow | null) => {
  const t = useText(flowsWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  return useEditor<Flow, FlowDraft>({
    saved: flow,
    draftOf: (saved) => (saved === null ? emptyDraft : draftOf(saved)),
    save: (draft, version) => saveFlow(flow?.id ?? null, draft, version),
    onSaved: (saved, letGo) => {
      toastDone(saved.status === 'published' ? t.published : t.saved);
      client.setQueryData(flowQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['flows', 'list'] });
      if (flow !== null) return;
      letGo();
      void navigate({ to: '/flows/$flowId', params: { flowId: saved.id }, replace: true });
    },
    refresh: () => client.invalidateQueries({ queryKey: ['flows'] }),
  });
};

type Editing = ReturnType<typeof useFlowEditor>;

const Remove = ({ flow }: { readonly flow: Flow }) => {
  const t = useText(flowsWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    await removeFlow(flow.id);
    toastDone(t.removed);
    await client.invalidateQueries({ queryKey: ['flows', 'list'] });
    void navigate({ to: '/flows' });
  };
  return (
    <>
      <Button variant="subtle" color="gray" leftSection={<IconTrash size={16} />} onClick={() => setAsking(true)}>
        {t.remove}
      </Button>
      <ConfirmAction
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t.removeTitle}
        action={t.remove}
        typeToConfirm={flow.name}
        onConfirm={remove}
      >
        {t.removeText}
      </ConfirmAction>
    </>
  );
};

type StepsProps = {
  readonly editor: Editing;
  readonly faults: Faults;
  readonly targets: Targets;
};

const Steps = ({ editor, faults, targets }: StepsProps) => {
  const t = useText(flowsWords);
  const { nodes } = editor.draft;
  const set = (next: readonly FlowNode[]): void => editor.change({ nodes: next });
  const reorder = useReorder<FlowNode>('step', nodes, set);
  return (
    <>
      {nodes.map((node, at) => (
        <StepCard
          key={node.id}
          node={node}
          at={at}
          nodes={nodes}
          faults={faults}
          targets={targets}
          isOver={reorder.over === at}
          place={reorder.place(at)}
          handle={reorder.handle(at)}
          onMove={(to) => set(moved(nodes, at, to))}
          onChange={(next) => set(withNode(nodes, next))}
          onNewStep={(next) => {
            const step = newNode(nodes);
            set([...withNode(nodes, next(step.id)), step]);
          }}
          onRemove={() => set(nodes.filter(({ id }) => id !== node.id))}
        />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={nodes.length >= 50}
          onClick={() => set([...nodes, newNode(nodes)])}
        >
          {t.addStep}
        </Button>
      </div>
    </>
  );
};

/** What is missing, each with its place in words. */
const Missing = ({ faults, nodes }: { readonly faults: Faults; readonly nodes: readonly FlowNode[] }) => {
  const t = useText(flowsWords);
  const stepName = useStepName(nodes);
  const placeOf = (path: string): string => {
    const [, node, , option] = path.split('.');
    const step = node === undefined ? '' : stepName(nodes[Number(node)]?.id ?? '');
    return option === undefined || Number.isNaN(Number(option)) ? step : `${step}, ${t.button(Number(option) + 1)}`;
  };
  return (
    <section role="alert" className={classes['missing']}>
      <Text fw={650}>{t.faultsTitle(faults.size)}</Text>
      <List size="sm" mt={4}>
        {[...faults].slice(0, 12).map(([path, kind]) => (
          <List.Item key={path}>
            {placeOf(path)}: {t.faults[kind]}
          </List.Item>
        ))}
      </List>
    </section>
  );
};

const noFaults: Faults = new Map();

const Bar = ({ flow, editor, onPublish }: { flow: Flow | null; editor: Editing; onPublish: () => void }) => {
  const t = useText(flowsWords);
  const [isAsking, setAsking] = useState(false);
  const isLive = flow?.status === 'published';
  return (
    <SaveBar
      isChanged={editor.isChanged}
      isSaving={editor.isSaving}
      isBlocked={editor.isStale}
      label={isLive ? t.publish : t.saveDraft}
    >
      {flow !== null && !isLive && <Remove flow={flow} />}
      {isLive ? (
        <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
          {t.unpublish}
        </Button>
      ) : (
        <Button variant="light" loading={editor.isSaving} disabled={editor.isStale} onClick={onPublish}>
          {t.publish}
        </Button>
      )}
      <ConfirmAction
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t.unpublishTitle}
        action={t.unpublish}
        onConfirm={() => Promise.resolve(editor.submit({ ...editor.draft, status: 'draft' }))}
      >
        {t.unpublishText}
      </ConfirmAction>
    </SaveBar>
  );
};

const NameField = ({ editor, isTried }: { readonly editor: Editing; readonly isTried: boolean }) => {
  const t = useText(flowsWords);
  return (
    <Section>
      <TextInput
        label={t.name}
        description={t.nameHint}
        value={editor.draft.name}
        maxLength={80}
        dir="auto"
        required
        error={isTried && editor.draft.name.trim() === '' ? t.nameWrong : undefined}
        onChange={(event) => editor.change({ name: event.currentTarget.value })}
      />
    </Section>
  );
};

const useSubmit = (editor: Editing, all: Faults) => {
  const [tried, setTried] = useState<Flow['status'] | null>(null);
  const save = (status: Flow['status']): void => {
    setTried(status);
    if (editor.draft.name.trim() === '') return;
    // A draft may be unfinished; what customers get has to hold in every part.
    if (status === 'published' && all.size > 0) return;
    editor.submit({ ...editor.draft, status });
  };
  return { save, isTried: tried !== null, faults: tried === 'published' ? all : noFaults };
};

const Editor = ({ flow }: { readonly flow: Flow | null }) => {
  const mayWrite = useMay('tenant.configure');
  const editor = useFlowEditor(flow);
  const targets = useTargets();
  const { nodes } = editor.draft;
  const known = {
    faqs: new Set<string>(targets.faqs.map(({ id }) => id)),
    forms: new Set<string>(targets.forms.map(({ id }) => id)),
  };
  const { save, isTried, faults } = useSubmit(editor, faultsOf(nodes, known));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save(editor.draft.status);
  };
  return (
    <form onSubmit={submit} noValidate className={classes['columns']}>
      <fieldset disabled={!mayWrite} className={classes['steps']}>
        {editor.isStale && <StaleNotice onSaveOver={editor.saveOver} onReadTheirs={editor.readTheirs} />}
        <NameField editor={editor} isTried={isTried} />
        <Steps editor={editor} faults={faults} targets={targets} />
        {faults.size > 0 && <Missing faults={faults} nodes={nodes} />}
        <ProblemAlert error={editor.error} />
        {mayWrite && <Bar flow={flow} editor={editor} onPublish={() => save('published')} />}
      </fieldset>
      <MenuPreview nodes={nodes} targets={targets} />
    </form>
  );
};

const Back = () => {
  const t = useText(flowsWords);
  return (
    <Anchor component={Link} to="/flows" size="sm">
      {t.backToList}
    </Anchor>
  );
};

const Existing = ({ id }: { readonly id: string }) => {
  const t = useText(flowsWords);
  const flow = useQuery(flowQuery(id));
  const actions = flow.data !== undefined && (
    <Group gap="xs">
      <StatusBadge tone={flow.data.status === 'published' ? 'good' : 'attention'}>
        {t.statuses[flow.data.status]}
      </StatusBadge>
      <WidgetMenu flow={flow.data} />
    </Group>
  );
  return (
    <Screen title={flow.data?.name ?? t.editTitle} text={<Back />} actions={actions} width="wide">
      <QueryState query={flow}>{(found) => <Editor key={found.id} flow={found} />}</QueryState>
    </Screen>
  );
};

/** One menu: its steps and buttons, and beside them what customers see. */
export const FlowScreen = () => {
  const t = useText(flowsWords);
  const { flowId } = useParams({ from: '/signed-in/tenant/flows/$flowId' });
  if (flowId !== 'new') return <Existing key={flowId} id={flowId} />;
  return (
    <Screen title={t.newTitle} text={<Back />} width="wide">
      <Editor flow={null} />
    </Screen>
  );
};
