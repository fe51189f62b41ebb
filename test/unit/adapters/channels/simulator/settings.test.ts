import { describe, expect, it } from 'vitest';
import { Disturbances } from '#adapters/channels/simulator/disturbances';
import { burst } from '#adapters/channels/simulator/recordings/pains';
import { recordings, SimulatorSettings } from '#adapters/channels/simulator/settings';
import { emulatedEngines } from '#adapters/channels/whatsapp/engines';
import { emulatedSettingsOf } from '#adapters/channels/whatsapp/settings';

describe('the settings of a simulated number', () => {
  it('are understood as the form leaves them when nothing but the engine is chosen', () => {
    const stored = emulatedSettingsOf(emulatedEngines).parse({ engine: 'simulator' });
    const { recording, disturbances } = SimulatorSettings.parse(stored);
    expect(recording).toBe(recordings.get('spa-morning'));
    expect(disturbances).toEqual(Disturbances.parse({}));
  });

  it.each([...recordings.keys()])('know the recording %s by its name', (name) => {
    expect(SimulatorSettings.parse({ recording: name }).recording.title).toBe(name);
  });

  it('take a recording of one’s own as JSON', () => {
    const own = { ...burst, title: 'mine' };
    expect(SimulatorSettings.parse({ recording: JSON.stringify(own) }).recording).toEqual(own);
  });

  it.each(['not a recording', '{"title":"x"}', '7'])('refuse %s', (recording) => {
    expect(SimulatorSettings.safeParse({ recording }).success).toBe(false);
    const form = emulatedSettingsOf(emulatedEngines);
    expect(form.safeParse({ engine: 'simulator', recording }).success).toBe(false);
  });

  it('refuse disturbances nobody knows, where they are typed', () => {
    const form = emulatedSettingsOf(emulatedEngines);
    expect(form.safeParse({ engine: 'simulator', disturbances: '{"earthquakes":1}' }).success).toBe(false);
  });
});
