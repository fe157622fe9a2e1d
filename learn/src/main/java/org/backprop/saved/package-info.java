/** Maps, lists, texts and numbers as they are stored in a model file. */
package org.backprop.saved;
