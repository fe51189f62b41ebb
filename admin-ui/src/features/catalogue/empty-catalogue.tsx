import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { EmptyState } from '../../shared/ui/states.js';
import { toastDone } from '../../shared/ui/toast.js';
import { type SampleKind, sampleKinds, takeSample } from './data.js';

const Sample = () => {
  const t = useText(catalogueWords);
  const client = useQueryClient();
  const [kind, setKind] = useState<SampleKind>('spa');
  const take = useMutation({
    mutationFn: takeSample,
    onSuccess: async ({ created }) => {
      toastDone(t.sampleDone(created));
      await Promise.all(
        ['services', 'faqs', 'flows', 'forms', 'onboarding'].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  });
  return (
    <Stack gap="sm" align="center">
      <SegmentedControl
        className="wakil-scroll-inline"
        aria-label={t.sample}
        value={kind}
        onChange={(next) => setKind(sampleKinds.find((each) => each === next) ?? 'spa')}
        data={sampleKinds.map((value) => ({ value, label: t.sampleKinds[value] }))}
      />
      <ProblemAlert error={take.error} />
      <Group gap="xs" justify="center">
        <Button loading={take.isPending} onClick={() => take.mutate(kind)}>
          {t.takeSample}
        </Button>
        <Button component={Link} to="/catalogue/services/new" variant="subtle">
          {t.addService}
        </Button>
        <Button component={Link} to="/catalogue/import" variant="subtle">
          {t.importFile}
        </Button>
      </Group>
    </Stack>
  );
};

export const EmptyCatalogue = () => {
  const t = useText(catalogueWords);
  const mayWrite = useMay('catalogue.write');
  return <EmptyState icon={IconTag} title={t.emptyTitle} text={t.emptyText} action={mayWrite && <Sample />} />;
};
