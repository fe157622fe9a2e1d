// Reads histories of reviews as JSON and writes what ts-fsrs makes of each review. The argument is its module.
import { readFileSync } from "node:fs";

const { FSRSAlgorithm, generatorParameters } = await import(process.argv[2]);

function states({ w, retention, reviews }) {
  const algorithm = new FSRSAlgorithm(
    generatorParameters({ w, request_retention: retention, relearning_steps: [], enable_fuzz: false }),
  );
  let state = null;
  return reviews.map(([rating, days]) => {
    const recall = state === null ? 1 : algorithm.forgetting_curve(days, state.stability);
    state = algorithm.next_state(state, days, rating);
    return [recall, state.stability, state.difficulty, algorithm.next_interval(state.stability, days)];
  });
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(states)));
