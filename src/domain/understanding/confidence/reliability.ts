/** An answer that was ready to be sent: how sure we were, and whether it was right. */
export type Judged = {
  readonly confidence: number;
  readonly isRight: boolean;
  /** What it counts; 1 where nothing is said. */
  readonly weight?: number;
};

export type ReliabilityBin = {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  readonly shareRight: number;
};

/** What a threshold would do: how much is answered without a person, and how much of that is right. */
export type ThresholdRow = {
  readonly threshold: number;
  readonly answered: number;
  readonly shareAnswered: number;
  /** Null where nothing is answered. */
  readonly precision: number | null;
};

const weightOf = (judged: readonly Judged[], worth: (each: Judged) => number = () => 1): number =>
  judged.reduce((sum, each) => sum + (each.weight ?? 1) * worth(each), 0);

const rightOne = ({ isRight }: Judged): number => (isRight ? 1 : 0);

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The reliability diagram: a bar on the diagonal means that the figure means what it says. */
export const reliabilityBins = (judged: readonly Judged[], bins = 15): readonly ReliabilityBin[] =>
  Array.from({ length: bins }, (_, bin) => {
    const inside = judged.filter((each) => Math.min(bins - 1, Math.floor(each.confidence * bins)) === bin);
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      count: weightOf(inside),
      meanConfidence: share(
        weightOf(inside, ({ confidence }) => confidence),
        weightOf(inside),
      ),
      shareRight: share(weightOf(inside, rightOne), weightOf(inside)),
    };
  });

/** Expected calibration error: how far confidence and truth lie apart, on average over the answers. */
export const calibrationError = (judged: readonly Judged[], bins = 15): number =>
  share(
    reliabilityBins(judged, bins).reduce(
      (sum, bin) => sum + bin.count * Math.abs(bin.meanConfidence - bin.shareRight),
      0,
    ),
    weightOf(judged),
  );

/** The mean squared distance between confidence and truth. */
export const brierScore = (judged: readonly Judged[]): number =>
  share(
    weightOf(judged, (each) => (each.confidence - rightOne(each)) ** 2),
    weightOf(judged),
  );

export const thresholdTable = (judged: readonly Judged[], thresholds: readonly number[]): readonly ThresholdRow[] =>
  thresholds.map((threshold) => {
    const sent = judged.filter((each) => each.confidence >= threshold);
    return {
      threshold,
      answered: weightOf(sent),
      shareAnswered: share(weightOf(sent), weightOf(judged)),
      precision: sent.length === 0 ? null : share(weightOf(sent, rightOne), weightOf(sent)),
    };
  });
