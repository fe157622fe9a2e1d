/** Faults and notices as data: what was found, and the settings that remedy it. */
package org.backprop.advice;
