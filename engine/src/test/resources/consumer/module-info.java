/** A module that knows the engine by its exported packages only. */
module example {
  requires transitive org.backprop.engine;

  exports example;
}
