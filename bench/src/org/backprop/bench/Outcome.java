package org.backprop.bench;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What became of a process.
 *
 * @param report the last line of JSON that it printed
 * @param output all that it printed
 * @param seconds from its start to its end
 * @param failure why there is nothing to read, in a sentence
 */
record Outcome(
    Optional<JsonNode> report, String output, double seconds, Optional<String> failure) {}
