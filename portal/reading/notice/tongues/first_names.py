"""First names that are common in Finland, in Sweden and elsewhere in Europe: whoever bears one is a person."""

_FINNISH = """
Aada Aapo Aarne Aaro Aatu Ahti Aija Aila Aili Aimo Aini Aino Airi Aki Aksel Akseli Aleksi Alina Alisa Anita Anitta
Anja Anneli Anni Anniina Annika Annikki Annukka Anselmi Antero Antti Anttoni Anu Ari Arja Armas Armi Arto Arttu Arvi
Arvo Asko Atte Aukusti Auli Aune Auri Auvo Eelis Eemeli Eemil Eero Eetu Eeva Eevi Eija Eila Eine Eino Elea Eliina
Elina Elisa Ella Elli Elma Elmeri Elmo Elsa Elsi Emilia Emma Emmi Enni Ensio Erja Erkki Esa Esko Essi Esteri
Eveliina Fanni Hanne Hannele Hanni Hannu Harri Heidi Heikki Heimo Heini Helena Helga Heli Helinä Helka Helmi Hely
Henna Henni Henri Heta Hilja Hilkka Hilla Hillevi Hilma Iida Iikka Iiris Iiro Iisakki Iivari Ilari Ilkka Ilmari Ilme
Ilona Ilpo Ilse Ilta Impi Inari Inka Inkeri Irene Irja Irma Irmeli Isla Ismo Isto Jaakko Jaakob Jaana Jani Janika
Janina Janita Janne Jari Jarkko Jarmo Jarno Jasmin Jenna Jenni Jere Jesse Johanna Joni Jonna Jooa Joona Joonas Jorma
Jouko Jouni Juha Juhana Juhani Juho Jukka Julia Jussi Jutta Juuso Jyri Jyrki Kaapo Kaarina Kaarle Kaarlo Kai Kaija
Kaisa Kaisu Kaj Kalervo Kalevi Kalle Kari Kariina Karita Karri Katariina Kati Katja Katri Katriina Kauko Kerttu
Kimmo Kirsi Kirsti Klaus Konsta Krista Kristiina Kuisma Kullervo Kyllikki Kyösti Laila Lari Lasse Lassi Laura Lauri
Lea Leena Leevi Leila Lempi Lenita Lenni Leo Liina Liisa Lilja Lilli Linnea Lotta Lumi Lyyli Maaret Maarit Maija
Maiju Maila Maini Maisa Mari Maria Marianne Mariia Marika Marita Maritta Marja Marjaana Marjatta Marjo Marjukka
Marjut Marketta Markku Marko Markus Martta Martti Matias Matilda Matleena Matti Mauno Mauri Meea Meeri Melina Meri
Merja Mervi Mia Miia Miika Miikka Mika Mikael Mikkel Mikko Milja Milla Mimmi Minea Minna Minttu Mira Mirja Mirjam
Mirjami Mirka Mirkka Mirva Miska Nea Neea Nelli Nestori Netta Nico Niilo Niina Niko Nooa Noora Oili Oiva Olavi Olga
Olli Onerva Onni Oona Orvokki Oskari Osmo Ossi Otso Otto Outi Paavo Pasi Paula Pauli Pauliina Pekka Pekko Pentti
Peppi Pertti Perttu Petra Petri Petteri Pia Pihla Piia Pilvi Pinja Pipsa Pirita Pirjo Pirkko Päivi Päivikki Päiviö
Raija Raili Raimo Raine Raisa Raita Rami Rauha Rauni Rauno Rebekka Reetta Reijo Reima Reino Riikka Riina Riitta Riku
Risto Ritva Roni Roope Roosa Ruut Saana Saara Saija Saila Saimi Sakari Saku Salla Salli Salme Sami Sampo Sampsa Samu
Samuli Sanelma Sani Sanna Sanni Santeri Santtu Sari Satu Saul Sauli Seela Seija Selma Senja Seppo Severi Siina Siiri
Simo Sini Sinikka Sinna Siria Sirkka Sirpa Siru Sisko Sofia Soile Soili Sointu Sonja Sulo Susanna Suvi Sylvi Taavi
Taija Taimi Taina Taisto Tanja Tapani Tapio Tarja Tarmo Taru Tatu Tauno Teea Teemu Teija Tellervo Teppo Terhi Tero
Tertta Terttu Teuvo Tiia Tiina Tiinamari Tiitus Timo Tinja Toivo Tomi Tommi Toni Topi Topias Torsti Touko Tuija
Tuire Tuomas Tuomo Tuovi Tuukka Tuula Tuulia Tuulikki Tuure Tytti Tyyne Ukko Urho Urpo Ursula Uuno Valma Valto
Valtteri Vappu Veera Veijo Veikko Veli Venla Verneri Vesa Vieno Viivi Vilho Vilja Viljami Viljo Ville Vilma Virpi
Visa Vivian Voitto Vuokko Väinö Yrjö Åke
"""
_SWEDISH = """
Adam Adrian Agneta Albin Alexander Alexandra Alf Alice Alma Alva Amalia Amanda Amelie Anders Andreas Anette Angelica
Ann Ann-Christin Anna Anne Annelie Annette Annica Annie Anton Arne Arvid Asta Astrid Axel Barbro Beata Bengt Benny
Berit Berndt Bernt Bertil Birgit Birgitta Björn Bo Boel Bosse Britt Britta Bror Börje Caisa Cajsa Camilla Carin
Carina Carl Carolina Caroline Casper Catarina Catharina Cecilia Charlotta Charlotte Christel Christer Christian
Christina Christoffer Claes Clara Clas Conny Dag Dan Daniel David Desirée Ebba Edda Eddie Edith Edvard Edvin Egon
Einar Eivor Elias Elin Elina Elis Elisabet Elisabeth Ellen Ellinor Elliot Elsie Elvira Emelie Emil Erik Erika Erland
Ernst Eskil Ester Eva Evelina Evert Fabian Felicia Felix Filip Filippa Folke Frans Fredrik Fredrika Frida Fritjof
Gabriel Gabriella Georg Gerd Gerda Gert Greta Gudrun Gull Gun Gunborg Gunhild Gunilla Gunn Gunnar Gunnel Gunvor
Gustaf Gustav Göran Gösta Göte Hampus Hanna Hannes Hans Harald Harriet Harry Hasse Hedda Hedvig Helen Helene Helge
Henning Henric Henrietta Henrik Herman Hilda Hillevi Hjalmar Hjördis Holger Hugo Håkan Ida Inga Ingalill Ingegerd
Ingela Ingemar Ingemo Inger Ingmar Ingrid Ingvar Ingvor Irene Iris Isabell Isabella Isabelle Isak Ivan Ivar Jack
Jacob Jakob Jan Jeanette Jennie Jenny Jens Jerker Jesper Jessica Jessika Jimmy Joakim Joel Johan Johannes John
Johnny Jon Jonas Jonatan Jonathan Jonny Josef Josefin Josefina Josefine Juni Jörgen Kaj Kajsa Karin Karl Karl-Erik
Karolina Kasper Katarina Kenneth Kent Kenth Kerstin Kicki Kim Kjell Kjerstin Klara Klas Knut Kristian Kristin
Kristina Kristofer Kristoffer Kurt Lage Lars Leif Lena Lennart Leopold Lilian Lilly Lina Linda Linus Lisa Lisbet
Lisbeth Liselott Lisette Livia Loke Louise Love Lovis Lovisa Lucas Ludvig Lukas Lydia Madeleine Magdalena Magnus Maj
Maja Majken Malin Malte Malva Margareta Margaretha Margit Margot Mari Maria Marie Martin Martina Matilda Mats
Mattias Matts Maud Max Meja Melker Melvin Michael Micke Mikael Mikaela Milo Moa Mona Monica Monika Morgan Märit
Märta Märtha Måns Mårten Nanna Natalie Nellie Nicklas Niclas Niklas Nils Nina Nisse Noah Nora Nova Ola Olle Olof
Oscar Oskar Ove Patric Patricia Patrik Paul Paulina Pelle Per Pernilla Peter Petronella Petrus Petter Pia Pontus Pär
Ragnar Rakel Ralf Ralph Rasmus Rebecca Rebecka Regina Rickard Rikard Robert Robin Roger Roland Rolf Ronja Ronny Ros
Ros-Marie Rose Roy Rune Rut Rutger Ruth Saga Sam Samuel Sandra Sanna Sara Sarah Sebastian Selma Signe Sigrid Sigurd
Sigvard Simon Siv Sixten Sofi Sofia Sofie Solveig Sonny Staffan Stefan Stellan Sten Stig Stina Sture Sune Susann
Susanne Svante Svea Sven Sverker Sylvia Sören Tage Tea Tekla Teodor Teresa Thea Theo Therese Theresia Thomas Thor
Thorsten Tilda Tilde Tim Tina Tindra Tobias Tomas Tommy Torbjörn Tord Tore Torgny Torsten Tova Tove Towe Ture Tuva
Tyra Ulf Ulla Ulrica Ulrik Ulrika Urban Ursula Valdemar Valter Vanja Vega Vendela Vera Verner Victor Victoria Vidar
Viggo Viktor Viktoria Vilgot Vilhelm Viola Viveka Vivianne Walter Wilhelm William Wilma Ylva Yngve Yvette Yvonne
Zacharias Åsa Åse Örjan Östen
"""
_ENGLISH = """
Abigail Agnes Aidan Aileen Ailsa Alan Alasdair Alastair Albert Alec Alexis Alfie Alfred Alison Alistair Allan
Allen Amber Amelia Amy Andrea Andrew Angela Angus Annabel Anthony Antony April Archie Arnold Arthur Audrey Aoife
Barbara Barry Beatrice Ben Benjamin Bernadette Bernard Bernie Beryl Beth Betty Beverley Bill Billy Blair Bob
Brenda Brendan Brian Bridget Bronwen Bruce Bryan Callum Cameron Carl Carol Carole Caroline Carys Catherine Cathy
Catriona Charlie Charles Chloe Chris Christine Christopher Ciara Ciarán Claire Clare Clive Colette Colin Colleen
Colm Connor Conor Craig Cynthia Damian Darren Dave Dawn Dean Deborah Debbie Declan Deirdre Denise Dennis Derek
Dermot Desmond Diana Diane Dominic Donald Donna Doreen Doris Dorothy Dougal Douglas Duncan Dylan Eamon Eamonn
Edna Edward Edwin Eileen Eilidh Elaine Eleanor Elizabeth Ellie Elspeth Emily Emma Enid Eric Erin Ethan Eunice
Euan Evan Evelyn Ewan Fergus Finlay Fiona Florence Frances Francis Frank Fraser Fred Freda Frederick Gareth
Garry Gary Gavin Gemma Geoff Geoffrey George Georgia Georgina Gerald Geraldine Gerard Gillian Gladys Glen Glenn
Gordon Grace Graeme Graham Grainne Greg Gregor Gregory Gwen Gwyneth Hamish Hannah Harold Harvey Hazel Heather
Hector Henry Hilary Holly Howard Hugh Iain Ian Imelda Irene Isla Isobel Ivor Jack Jackie Jacqueline James Jamie
Jane Janet Janice Jason Jay Jean Jeff Jeffrey Jennifer Jeremy Jill Jim Joan Joanna Joanne Jodie Joe Jordan
Joseph Josephine Josh Joshua Joyce Judith Judy Julian Julie Juliet June Justin Karen Kate Katharine Katherine
Kathleen Kathryn Kathy Katie Kay Keith Kelly Ken Kerry Kevin Kieran Kirsty Kyle Lachlan Lauren Lawrence Leanne
Lee Leonard Leslie Lesley Lewis Liam Lily Linda Lindsay Lindsey Lionel Lisa Liz Lizzie Logan Lorna Lorraine Lucy
Luke Lynn Lynne Mabel Maeve Mairead Malcolm Marcus Margaret Margery Marion Marjorie Mark Marlene Martha Martyn
Mary Matthew Maureen Mavis Megan Melanie Melissa Mhairi Michelle Mick Mike Mildred Millie Miriam Moira Molly
Morag Muriel Murray Myra Nadine Nancy Naomi Natasha Nathan Neil Neville Niall Niamh Nicholas Nick Nicola Nicole
Nigel Noel Noreen Norma Norman Nuala Oliver Olive Olivia Oonagh Orla Owen Padraig Paddy Pam Pamela Pat Patrick
Patsy Pauline Peggy Penelope Penny Philip Philippa Phillip Phil Phoebe Phyllis Poppy Priscilla Rachael Rachel
Ralph Raymond Rebecca Reginald Rhian Rhiannon Rhona Rhys Richard Rita Rob Roberta Rodney Roisin Ronald Rory
Rosalind Rosemary Rosie Ross Rowena Roy Rupert Russell Ryan Sadie Sally Samantha Scott Sean Seamus Shane Sharon
Shaun Sheena Sheila Shirley Shona Siân Sidney Simone Sinead Siobhan Sophie Stacey Stanley Stella Stephanie
Stephen Steve Steven Stewart Stuart Sue Susan Suzanne Sybil Tamsin Ted Terence Terry Tessa Thelma Theodore Tom
Tony Tracey Tracy Trevor Tristan Una Valerie Vanessa Vera Veronica Vicky Vincent Violet Vivien Wallace Wendy
Wilfred Will Winifred Zoe
"""
_EUROPEAN = """
Achim Aino Aivar Albrecht Aldo Alejandro Aleksander Aleksandra Alena Alessandra Alessandro Alessio Alexandre
Alfons Alfonso Alicja Aloys Amélie Ana Anastasia Andre André Andrej Andrejs Andris Andrzej Ane Angelika Angelo
Agnieszka Anke Annegret Annelies Annemarie Anouk Ansgar Antje Antoine Antoni Antonia Antonio António Apolline
Armin Arnaud Arnold Arūnas Asger Aurélie Ausra Bart Bartosz Bas Baiba Beate Beatriz Benedetta Benedikt Benedita
Benoît Bente Bernd Bernhard Birger Birte Bjarne Bożena Bram Bruno Carla Carlo Carlos Carmen Caspar Cécile Céline
Chiara Christa Christoph Claude Claudia Claudio Corinna Cornelia Dace Dagmar Dainius Daniela Danuta Daria
Dariusz Detlef Diego Dieter Dirk Dmitri Dominik Dominika Dominique Dorota Dorte Dorthe Eberhard Edgars Eduardo
Edyta Egil Egle Eirik Eivind Elena Elke Elżbieta Emilie Emmanuel Enrico Enrique Erich Esben Espen Etienne Eugen
Ewa Fabio Fabrizio Fatima Federica Federico Fernando Ferdinand Finn Florian Francesca Francesco Francisco Franco
François Françoise Frank Franz Franziska Frederik Freja Friedrich Fritz Gerhard Gerrit Giacomo Gianni Gintaras
Giorgio Giovanni Gisela Giulia Giuseppe Gonçalo Grażyna Grzegorz Guido Guillaume Gunther Günter Günther Gudveig
Guus Halina Halvard Hanka Hannelore Heike Heiko Heiner Heinrich Heinz Helmut Hélène Henk Henryk Herbert Hermann
Hervé Hildegard Horst Hubert Håvard Ignacio Igor Ilze Indrek Ineke Ines Inês Ingeborg Ingo Ingvild Ioana Irina
Isabel Ismael Iwona Jacek Jacques Jadwiga Jaan Jaak Jaime Janis Jānis Jarosław Javier Jean Jelena Jeppe Jerzy
Jeroen Jesús Joachim Joana João Joanna Jochen Jolanta Joost Joop Jordi Jorge Jose José Juan Juhan Juliette
Julien Jurate Jürgen Jürg Jytte Kadri Karel Karlis Kārlis Karsten Katarzyna Katharina Kathrin Katrin Kazimierz
Kees Keld Kirsten Kjersti Kjetil Klaas Konrad Krisztina Krzysztof Kristjan Kåre Laima Larissa Laurent Leszek
Liene Liis Lieve Ligita Line Liv Lorenzo Lothar Luca Lucia Lucie Ludwig Luis Luísa Lukasz Łukasz Luuk Maarten
Maciej Małgorzata Manfred Manuel Manuela Marc Marcel Marcin Marco Marek Margarida Margarita Margrethe Marie
Mariana Mario Mariusz Marta Mart Mateusz Mathias Matteo Matthias Matthieu Maurizio Mauro Mette Michał Michel
Michele Michiel Miguel Mihkel Milan Miroslav Mirosław Mogens Mónica Monique Morten Nathalie Niels Nikolaus Nils
Nines Norbert Nuno Oddvar Olaf Ole Olivier Øystein Øyvind Pablo Paolo Pascal Patrizia Paulo Pavel Paweł Pedro
Pernille Piet Pieter Pietro Pilar Piotr Preben Priit Rafael Raffaele Rainer Rainis Raivo Ramon Regine Reinhard
Reinhold Renata Renate René Ricardo Roberto Rob Rodrigo Roel Roman Roswitha Rudolf Rui Ruud Ryszard Sabine
Sander Sebastião Serge Sergio Sibylle Siegfried Sigrun Sigitas Silke Silvia Sjoerd Sławomir Sofie Sophia
Stanisław Stefania Stefano Steffen Stein Sylvie Svein Svetlana Søren Tatjana Teresa Terje Thierry Thijs Thorsten
Tiago Tiit Tjorven Tomasz Toomas Tor Torben Torstein Trine Trond Troels Tõnu Ugne Ugo Ulrich Urmas Urs Uta Ute
Uwe Valentin Valentina Vasco Veronika Vibeke Vincenzo Virginie Vita Vito Vladimir Wacław Waclaw Waldemar
Walburga Wanda Werner Wieslaw Wiesław Wietske Willem Wim Witold Wojciech Wolfgang Xavier Yann Yves Zbigniew
Zdeněk Zofia Zuzana Zygmunt
"""
_OF_ELSEWHERE = """
Abdi Abdullah Abdul Adnan Ahmad Ahmed Aisha Ali Alireza Almir Amal Amina Amir Amira Anil Asad Aslı Ayan Ayşe
Azra Bahar Bilal Boris Branka Dalia Danijela Dejan Dragan Dragana Edin Elif Elmir Emina Emine Emir Emre Erdem
Esra Farah Farid Fariba Fatemeh Fatima Fatma Goran Habiba Hadi Hakan Halima Hamid Hana Hassan Hasan Hawa Hodan
Hoda Hussein Ibrahim Imran Ismail Ivana Jamal Jasmina Kamal Karim Khadija Khalid Kumar Lejla Leyla Ljiljana
Mahmoud Maryam Mariam Mehdi Mehmet Mehmed Meral Milena Milica Mina Mirza Mohamed Mohammad Mohammed Mostafa
Muhammad Murat Mustafa Nadia Nadja Naser Nasrin Nermin Neda Nikola Nour Olena Omar Oksana Osman Parisa Priya
Rahma Rajesh Ramin Rana Rania Reza Samir Samira Sanja Sanjay Sara Selma Senad Shirin Sibel Slobodan Snežana Suad
Sultan Svitlana Tarek Thi Vesna Vikram Yasmin Yasmine Youssef Yusuf Zahra Zainab Zeinab Zeynep Zlatan Zoran
Zorica
"""
FIRST_NAMES = frozenset(
    name for names in (_FINNISH, _SWEDISH, _ENGLISH, _EUROPEAN, _OF_ELSEWHERE) for name in names.split()
)
_WORDS_TOO = """
April Aurora Dag Dawn Dean Grace Hampus Ida Ilta Jay Lage Lumi Lilja Love Mark May Nora Olive Otto Pat Per Poppy
Rauha Rose Ros Saga Sam Sampo Sani Sten Sultan Taisto Toivo Tor Thor Urban Vega Visa Viola Violet Voitto Will
Rob Bill Frank Max Mina Mona Maj Ella Line Meri Kim Bo Dan Son Raita Ahti Auri Rut Tim Tea Ken Holly Hazel
Heather Amber Jack June Lily Roman Stella Stein Thi Vita Meeri Inari
"""
_ALSO_WORDS = frozenset(_WORDS_TOO.split())
"""Those that are words too, and no name where they stand alone at the beginning of a sentence."""


def is_first_name(word: str) -> bool:
    """Whether a word is a first name, or two joined by a hyphen: `Anna-Karin`."""
    return word in FIRST_NAMES or word.partition("-")[0] in FIRST_NAMES


def is_sure(word: str) -> bool:
    """Whether a word is a first name and nothing else."""
    return is_first_name(word) and word not in _ALSO_WORDS
