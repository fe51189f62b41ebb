let context: AudioContext | undefined;

/** Two soft notes, made rather than fetched. Silent until the visitor has touched the page: browsers want it so. */
export const chime = (): void => {
  context ??= new AudioContext();
  const { currentTime: now, destination } = context;
  void context.resume();
  for (const [frequency, at] of [
    [660, 0],
    [880, 0.12],
  ] as const) {
    const note = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.linearRampToValueAtTime(0.08, now + at + 0.02);
    volume.gain.linearRampToValueAtTime(0, now + at + 0.3);
    note.connect(volume).connect(destination);
    note.start(now + at);
    note.stop(now + at + 0.35);
  }
};
