/** Values as model files hold them, and files that are written whole or not at all. */
package org.backprop.saved;
