// Tests over real browsers, sockets and processes get a second try in CI, so that one lost race does not cost the whole run. It
// is not forgotten: each one that needed it is named at the end, and is a defect of the product or of the test.
export default class SecondTries {
  #lines = [];

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) this.#lines.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd() {
    const list = this.#lines.map((line) => `  ${line}\n`).join('');
    process.stdout.write(`\nPassed at the second try only: ${this.#lines.length}\n${list}`);
  }
}
