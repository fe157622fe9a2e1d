/**
 * The kinds of parts that models and trainings are made of, open to classes outside this library:
 * each part has a name, and a catalog finds it by that name.
 */
package org.backprop.part;
