// Reads {graphs: [{graph, cases}]} from standard input, each case the numbers of the inputs by name, and
// writes the bits of all values by name; of {products} each a b + c; of {} the names of the operations.
// The first argument is the file of the evaluator.
import {readFileSync} from 'node:fs';

const {evaluate, named, fma, operations} = await import(`data:text/javascript;base64,${readFileSync(process.argv[2]).toString('base64')}`);
const {graphs, products} = JSON.parse(readFileSync(0, 'utf8'));

const bits = numbers => Array.from(new BigUint64Array(Float64Array.from(numbers).buffer), String);
const decoded = texts => Array.from(new Float64Array(BigUint64Array.from(texts, BigInt).buffer));
const written = values => Object.fromEntries(Object.entries(values).map(([name, it]) => [name, bits(it.numbers)]));

const answers = ({graph, cases}) => cases.map(given => written(named(graph, evaluate(graph, given))));

const answer = graphs?.map(answers) ?? (products ? bits(products.map(it => fma(...decoded(it)))) : operations);
process.stdout.write(JSON.stringify(answer));
