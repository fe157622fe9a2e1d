package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void memory_that_is_used_up_is_said_whatever_a_library_makes_of_it() {
    var memory = new OutOfMemoryError("Java heap space");
    var quotes =
        new DataException("x.csv: check the quotation marks", new RuntimeException(memory));
    for (var failure : new Throwable[] {memory, quotes, new CompletionException(memory)}) {
      assertTrue(
          Failures.sentence(failure).startsWith("the memory is used up"), failure.toString());
    }
  }

  @Test
  void a_failure_in_another_thread_is_said_as_in_this_one() {
    var data = new DataException("x.csv is empty");
    assertEquals("x.csv is empty.", Failures.sentence(new CompletionException(data)));
    var io = new UncheckedIOException(new IOException("No space left on device"));
    assertEquals("No space left on device.", Failures.sentence(new CompletionException(io)));
  }

  @Test
  void recursion_without_end_is_a_sentence_too() {
    var sentence = Failures.sentence(new StackOverflowError());
    assertTrue(sentence.contains("report what it prints"), sentence);
  }
}
