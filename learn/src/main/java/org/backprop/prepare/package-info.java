/**
 * From a table, images or arrays to the numbers that training takes: reading, describing, encoding
 * and splitting data, all of it learned on the training rows only.
 */
package org.backprop.prepare;
