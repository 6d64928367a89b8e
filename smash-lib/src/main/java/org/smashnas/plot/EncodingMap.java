package org.smashnas.plot;
final class EncodingMap { static java.awt.image.BufferedImage draw(Object e,org.smashnas.arch.Architecture a){return null;} }
