# A team's rule that looks at namespace nodes, which have no children, attributes or name of an element.
cat >eigen.sch <<'END'
<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt">
  <title>Namespace nodes</title>
  <pattern id="a"><rule context="advies">
    <assert id="TM1" role="warning" test="not(namespace::*[tekst] or namespace::*[@id] or namespace::*[self::tekst])">A namespace has a child, an attribute or a name.</assert>
  </rule></pattern>
  <pattern id="b"><rule context="advies">
    <assert id="TM2" role="warning" test="not(namespace::*[normalize-space()])">A namespace has a text.</assert>
  </rule></pattern>
  <pattern id="c"><rule context="advies">
    <assert id="TM3" role="warning" test="not(namespace::*[normalize-space(tekst)] or namespace::*[tekst[normalize-space()]])">A child of a namespace has a text.</assert>
  </rule></pattern>
</schema>
END
hgw-check --rules=eigen.sch -i TM -f gcc "$TOP/examples/mila.hgw.xml" | sed 's/.*mila/mila/'
