import { preferences } from '../shared/lib/preferences.js';

let audio: AudioContext | null = null;

/** Two short tones, made here: no file to load. A browser that has not been clicked yet stays silent, and that is fine. */
const chime = (): void => {
  audio ??= new AudioContext();
  const start = audio.currentTime + 0.02;
  for (const [frequency, after] of [
    [880, 0],
    [1_174.66, 0.14],
  ] as const) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, start + after);
    volume.gain.linearRampToValueAtTime(0.16, start + after + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + after + 0.42);
    tone.connect(volume).connect(audio.destination);
    tone.start(start + after);
    tone.stop(start + after + 0.45);
  }
};

/** Only one of several open tabs makes the noise. */
const asOnlyTab = (work: () => void): void => {
  if (typeof navigator.locks === 'undefined') {
    work();
    return;
  }
  void navigator.locks.request('wakil-alert', { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    work();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  });
};

/** Something waits for a person: a chime, and a notice of the browser if this person asked for them. */
export const alertPerson = (title: string, text: string): void => {
  const { sound, notifications } = preferences.get();
  asOnlyTab(() => {
    if (sound) chime();
    if (notifications && document.hidden && 'Notification' in window && Notification.permission === 'granted')
      new Notification(title, { body: text, tag: 'wakil' });
  });
};
